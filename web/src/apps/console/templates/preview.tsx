import { Box, Button, Code, Group, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { previewTemplateQuery, testTemplate, type Words } from '../../../api/templates.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

type View = 'light' | 'dark' | 'plain'

/** The letter over sample facts: light, dark or as plain text; and a way to send it to oneself. */
export function Preview({ id, words }: { readonly id: string; readonly words: Words }) {
  const [view, setView] = useState<View>('light')
  const { data, error } = useQuery(previewTemplateQuery(id, words, view === 'dark' ? 'dark' : 'light'))
  return (
    <Section
      title="Preview"
      actions={
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(value) => setView(value as View)}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'plain', label: 'Plain text' },
          ]}
          aria-label="How to show it"
        />
      }
    >
      <Stack gap="sm">
        {error && <ProblemAlert error={error} />}
        {!data && !error && <Skeleton height={420} role="status" aria-label="Loading" />}
        {data && (
          <>
            <Text fw={650}>{data.subject}</Text>
            {view === 'plain' ? (
              <Code block style={{ whiteSpace: 'pre-wrap' }}>
                {data.text}
              </Code>
            ) : (
              <Box
                component="iframe"
                title="Preview of the letter"
                srcDoc={data.html}
                sandbox=""
                w="100%"
                h={460}
                style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}
              />
            )}
          </>
        )}
        <TestSend id={id} words={words} />
      </Stack>
    </Section>
  )
}

function TestSend({ id, words }: { readonly id: string; readonly words: Words }) {
  const may = useMay()
  const key = useRef(newKey())
  const [to, setTo] = useState('')
  const send = useMutation({
    mutationFn: () => testTemplate(id, to.trim(), words, key.current),
    onSuccess: () => {
      key.current = newKey()
      told(`Sent to ${to.trim()}.`)
    },
  })
  if (!may('template:write')) return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (to.trim()) send.mutate()
      }}
    >
      <Stack gap="xs">
        <ProblemAlert error={send.error} />
        <Group align="flex-end" gap="xs">
          <TextInput label="Send a test to" type="email" flex={1} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          <Button type="submit" variant="default" loading={send.isPending} disabled={!to.trim()}>
            Send test
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
