import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { restoreTemplate, type Template, type TemplateVersion } from '../../../api/templates.ts'
import { Section } from '../../../ui/key-value.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { type DiffLine, lineDiff } from './line-diff.ts'

/** Every version with what it changed; an earlier one can become the newest. */
export function Versions({ template }: { readonly template: Template }) {
  const [open, setOpen] = useState<number>()
  if (template.versions.length === 0) {
    return (
      <Section title="Versions">
        <Text c="dimmed">These are not your own words yet. What you save becomes version 1.</Text>
      </Section>
    )
  }
  return (
    <Section title="Versions">
      <Stack gap="sm">
        {template.versions.map((version, index) => (
          <Version
            key={version.version}
            template={template}
            version={version}
            before={template.versions[index + 1]}
            open={open === version.version}
            onToggle={() => setOpen(open === version.version ? undefined : version.version)}
          />
        ))}
      </Stack>
    </Section>
  )
}

type VersionProps = {
  readonly template: Template
  readonly version: TemplateVersion
  readonly before: TemplateVersion | undefined
  readonly open: boolean
  readonly onToggle: () => void
}

function Version({ template, version, before, open, onToggle }: VersionProps) {
  const may = useMay()
  const client = useQueryClient()
  const restore = useMutation({
    mutationFn: () => restoreTemplate(template.key, version.version),
    onSuccess: () => {
      told(`Version ${version.version} is used again.`)
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
    onError: toldProblem,
  })
  const current = template.origin === 'own' && version.version === template.version
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={600}>
            Version {version.version}
            {version.note && `: ${version.note}`}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            {version.author}, <When at={version.createdAt} span />
          </Text>
        </div>
        <Group gap="xs">
          <Button size="compact-xs" variant="default" onClick={onToggle} aria-expanded={open}>
            {open ? 'Hide changes' : 'Show changes'}
          </Button>
          {!current && may('template:write') && (
            <Button size="compact-xs" variant="default" onClick={() => restore.mutate()} loading={restore.isPending}>
              Restore
            </Button>
          )}
        </Group>
      </Group>
      {open && <Diff lines={lineDiff(linesOf(before ?? template.defaults), linesOf(version))} />}
    </div>
  )
}

type Said = { readonly subject: string; readonly text: string; readonly html: string | null }
const linesOf = ({ subject, text, html }: Said) => [subject, '', ...text.split('\n'), ...(html === null ? [] : ['', ...html.split('\n')])]

const SIGNS = { same: ' ', added: '+', removed: '−' } as const
const GROUNDS = { same: 'transparent', added: 'var(--good-ground)', removed: 'var(--bad-ground)' } as const

function Diff({ lines }: { readonly lines: readonly DiffLine[] }) {
  return (
    <Box component="pre" fz="xs" mt="xs" mb={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {lines.map((line, index) => (
        <div key={index} style={{ background: GROUNDS[line.kind] }}>
          {SIGNS[line.kind]} {line.text}
        </div>
      ))}
    </Box>
  )
}
