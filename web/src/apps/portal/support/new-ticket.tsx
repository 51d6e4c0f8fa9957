import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { newKey } from '../../../api/client.ts'
import { openTicket, servicesQuery, type TicketPriority } from '../../../api/tickets.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'

const CATEGORIES = [
  { value: 'general', label: 'General question' },
  { value: 'fault', label: 'Something does not work' },
  { value: 'billing', label: 'Money and invoices' },
  { value: 'verification', label: 'Verification' },
  { value: 'change', label: 'I want to change something' },
]

const PRIORITIES: readonly { value: TicketPriority; label: string }[] = [
  { value: 'low', label: 'Low: when you have time' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High: it hinders me' },
  { value: 'urgent', label: 'Urgent: nothing works' },
]

type NewTicketFormProps = { readonly opened: boolean; readonly onClose: () => void }

/** Asks what it is about, also which service, and opens the ticket. */
export function NewTicketForm({ opened, onClose }: NewTicketFormProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newKey())
  const { data: services } = useQuery({ ...servicesQuery, enabled: opened })
  const form = useForm({
    initialValues: { subject: '', body: '', category: 'general', priority: 'normal' as TicketPriority, service: null as string | null },
    validate: { subject: required('a subject'), body: required('what happened') },
  })
  const open = useMutation({
    mutationFn: ({ service, ...words }: typeof form.values) => {
      const about = services?.items.find(({ id }) => id === service)
      return openTicket({ ...words, links: about ? [{ kind: about.kind, id: about.id }] : [] }, key.current)
    },
    onSuccess: async (ticket) => {
      key.current = newKey()
      form.reset()
      onClose()
      await client.invalidateQueries({ queryKey: ['tickets'] })
      await navigate({ to: '/support/$id', params: { id: ticket.id } })
    },
  })
  const options =
    services?.items.map(({ id, title, subtitle }) => ({ value: id, label: subtitle ? `${title} · ${subtitle}` : title })) ?? []
  return (
    <Modal opened={opened} onClose={onClose} title="New ticket" size="lg">
      <form onSubmit={form.onSubmit((values) => open.mutate(values))}>
        <Stack>
          <ProblemAlert error={open.error && putErrors(form, open.error)} />
          <TextInput label="Subject" maxLength={200} data-autofocus {...form.getInputProps('subject')} />
          <Group grow align="flex-start">
            <Select label="Category" data={CATEGORIES} allowDeselect={false} {...form.getInputProps('category')} />
            <Select label="Priority" data={[...PRIORITIES]} allowDeselect={false} {...form.getInputProps('priority')} />
          </Group>
          <Select
            label="About which service"
            placeholder="None of them"
            data={options}
            clearable
            searchable
            nothingFoundMessage="No service of this name"
            {...form.getInputProps('service')}
          />
          <Textarea label="What happened" autosize minRows={5} maxRows={14} {...form.getInputProps('body')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={open.isPending}>
              Open ticket
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
