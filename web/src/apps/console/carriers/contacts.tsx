import { Badge, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addContact,
  type Carrier,
  type Contact,
  changeContact,
  contactsQuery,
  inviteContact,
  removeContact,
} from '../../../api/carriers.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'
import type { Field } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'

const fields: readonly Field[] = [
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'jobTitle', label: 'Job title', kind: 'text' },
  { key: 'email', label: 'E-mail', kind: 'text' },
  { key: 'telephone', label: 'Telephone', kind: 'text' },
  { key: 'mobile', label: 'Mobile', kind: 'text' },
  { key: 'isPrimary', label: 'First contact', kind: 'switch', description: 'Gets the credit alerts.' },
  { key: 'portalAccess', label: 'Portal access', kind: 'switch', description: 'May be invited to the carrier’s own pages.' },
]

const blank = { name: '', jobTitle: '', email: '', telephone: '', mobile: '', isPrimary: false, portalAccess: false }

/** The people of a carrier. */
export function Contacts({ carrier }: { readonly carrier: Carrier }) {
  const may = useMay()
  const [edited, setEdited] = useState<Contact | 'new'>()
  const { data, error, refetch } = useQuery(contactsQuery(carrier.id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={200} role="status" aria-label="Loading" />
  const mayWrite = may('carrier:write')
  const close = () => setEdited(undefined)
  return (
    <Stack gap="sm">
      {mayWrite && (
        <Group justify="flex-end">
          <Button onClick={() => setEdited('new')}>Add contact</Button>
        </Group>
      )}
      {data.items.length === 0 && (
        <Card>
          <Empty title="No contacts yet" text="Add whom to call when calls do not go through, and who gets the credit alerts." />
        </Card>
      )}
      {data.items.map((contact) => (
        <ContactCard key={contact.id} contact={contact} onEdit={mayWrite ? () => setEdited(contact) : undefined} />
      ))}
      {edited && (
        <FormDialog
          title={edited === 'new' ? 'Add contact' : `Change ${edited.name}`}
          action={edited === 'new' ? 'Add contact' : 'Save contact'}
          done="The contact was saved."
          fields={fields}
          values={edited === 'new' ? blank : Object.fromEntries(fields.map(({ key }) => [key, edited[key as keyof Contact]]))}
          save={(values) => (edited === 'new' ? addContact(carrier.id, values) : changeContact(edited.id, values))}
          stale={['carriers']}
          onClose={close}
        />
      )}
    </Stack>
  )
}

function ContactCard({ contact, onEdit }: { readonly contact: Contact; readonly onEdit: (() => void) | undefined }) {
  const client = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const stale = () => client.invalidateQueries({ queryKey: ['carriers'] })
  const invite = useMutation({
    mutationFn: () => inviteContact(contact.id),
    onSuccess: async () => {
      told(`An invitation went to ${contact.email}.`)
      await stale()
    },
    onError: toldProblem,
  })
  const remove = useMutation({
    mutationFn: () => removeContact(contact.id),
    onSuccess: async () => {
      told('The contact was removed.')
      await stale()
    },
  })
  return (
    <Card component="section" aria-label={contact.name} padding="sm">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0}>
          <Group gap="xs">
            <Text fw={600}>{contact.name}</Text>
            {contact.isPrimary && <Badge variant="light">First contact</Badge>}
            {contact.invited && <Badge variant="default">Invited</Badge>}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[contact.jobTitle, contact.email, contact.telephone, contact.mobile].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
        {onEdit && (
          <Group gap="xs">
            {contact.portalAccess && !contact.invited && (
              <Button size="xs" variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
                Invite
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onEdit} aria-label={`Edit ${contact.name}`}>
              Edit
            </Button>
            <Button size="xs" variant="default" onClick={() => setRemoving(true)} aria-label={`Remove ${contact.name}`}>
              Remove
            </Button>
          </Group>
        )}
      </Group>
      <ConfirmTyped
        opened={removing}
        onClose={() => setRemoving(false)}
        title={`Remove ${contact.name}?`}
        expected={contact.name}
        action="Remove contact"
        onConfirm={() => remove.mutate()}
        pending={remove.isPending}
        error={remove.error}
      >
        The person gets no more alerts. A user that was invited stays until suspended.
      </ConfirmTyped>
    </Card>
  )
}
