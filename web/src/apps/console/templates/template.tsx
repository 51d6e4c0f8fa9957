import { Button, Code, Group, SimpleGrid, Skeleton, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '../../../api/problem.ts'
import { resetTemplate, saveTemplate, type Template, templateQuery, type Words } from '../../../api/templates.ts'
import { putErrors } from '../../../ui/form-errors.ts'
import { Section } from '../../../ui/key-value.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { useBase, useMay } from '../place.ts'
import { ORIGINS } from './origins.ts'
import { Preview } from './preview.tsx'
import { Versions } from './versions.tsx'

/** One letter: its words, how it looks, and every version. */
export function TemplatePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: template, error, refetch } = useQuery(templateQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!template) return <Skeleton height={480} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={template.occasion}
        heading={
          <Group gap="sm">
            {template.occasion}
            <StatusBadge status={template.origin} tone={template.origin === 'own' ? 'good' : 'calm'} label={ORIGINS[template.origin]} />
          </Group>
        }
        subtitle={template.key}
        back={{ to: `${base}/templates`, label: 'Templates' }}
        actions={template.origin === 'own' && <ResetButton template={template} />}
      />
      <Editor key={`${template.key}-${template.version}-${template.origin}`} template={template} />
    </>
  )
}

function ResetButton({ template }: { readonly template: Template }) {
  const may = useMay()
  const client = useQueryClient()
  const reset = useMutation({
    mutationFn: () => resetTemplate(template.key),
    onSuccess: () => {
      told('The default words are used again. Your versions are kept.')
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
    onError: toldProblem,
  })
  if (!may('template:write')) return null
  return (
    <Button variant="default" onClick={() => reset.mutate()} loading={reset.isPending}>
      Go back to the default
    </Button>
  )
}

const QUIET_MS = 400

function Editor({ template }: { readonly template: Template }) {
  const may = useMay()
  const client = useQueryClient()
  const { subject, text, html } = template.words
  const form = useForm({ initialValues: { subject, text, html: html ?? '', ownMarkup: html !== null, note: '' } })
  const words: Words = { subject: form.values.subject, text: form.values.text, html: form.values.ownMarkup ? form.values.html : null }
  /** Whether every complaint found its field. */
  const [beside, setBeside] = useState(false)
  const [shown] = useDebouncedValue(words, QUIET_MS)
  const save = useMutation({
    mutationFn: () => saveTemplate(template.key, words, form.values.note.trim(), template.version),
    onSuccess: () => {
      told('Saved. The next letter has these words.')
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
    onError: (error) => setBeside(isProblem(error) && putErrors(form, error) === undefined),
  })
  const writes = may('template:write')
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <Stack gap="md">
        <Section title="Words">
          <form onSubmit={form.onSubmit(() => save.mutate())}>
            <Stack gap="sm">
              <ProblemAlert error={beside ? undefined : save.error} />
              <TextInput label="Subject" readOnly={!writes} {...form.getInputProps('subject')} />
              <Textarea
                label="Text"
                autosize
                minRows={10}
                maxRows={28}
                readOnly={!writes}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                {...form.getInputProps('text')}
              />
              <Text size="sm" c="dimmed" component="div">
                May name:{' '}
                {template.variables.map((name) => (
                  <Code key={name} mr={4}>{`{{ ${name} }}`}</Code>
                ))}
              </Text>
              <Switch
                label="Markup of its own"
                description="Without it the text is shown in your colours."
                disabled={!writes}
                {...form.getInputProps('ownMarkup', { type: 'checkbox' })}
              />
              {form.values.ownMarkup && (
                <Textarea label="HTML" autosize minRows={8} maxRows={28} readOnly={!writes} {...form.getInputProps('html')} />
              )}
              {writes && (
                <Group align="flex-end">
                  <TextInput label="What changed" placeholder="Friendlier" maxLength={200} flex={1} {...form.getInputProps('note')} />
                  <Button type="submit" loading={save.isPending}>
                    Save
                  </Button>
                </Group>
              )}
            </Stack>
          </form>
        </Section>
        <Versions template={template} />
      </Stack>
      <Preview id={template.key} words={shown} />
    </SimpleGrid>
  )
}
