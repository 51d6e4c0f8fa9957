import { Button, Card, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sizeText } from '../../../api/uploads.ts'
import { approveDocument, documentName, rejectDocument, type VerificationDocument } from '../../../api/verifications.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'

type DocumentCardProps = {
  readonly document: VerificationDocument
  readonly shown: boolean
  readonly onShow: () => void
  readonly mayReview: boolean
}

/** One paper with its decision, or the two buttons for it. */
export function DocumentCard({ document, shown, onShow, mayReview }: DocumentCardProps) {
  const [approving, approve] = useDisclosure()
  const [rejecting, reject] = useDisclosure()
  const name = documentName(document.type)
  return (
    <Card padding="sm" withBorder component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Group gap="xs">
            <Text fw={650}>{name}</Text>
            <StatusBadge status={document.status === 'approved' ? 'ok' : document.status} label={LABELS[document.status]} />
          </Group>
          <Text size="xs" c="dimmed" component="div">
            {document.name} · {sizeText(document.bytes)} · {document.uploadedBy}, <When at={document.uploadedAt} span />
          </Text>
          {document.rejectionReason && <Text size="sm">{document.rejectionReason}</Text>}
          {document.reviewedBy && document.reviewedAt && (
            <Text size="xs" c="dimmed" component="div">
              Decided by {document.reviewedBy}, <When at={document.reviewedAt} span />
              {document.expiresOn && ` · valid until ${document.expiresOn}`}
            </Text>
          )}
        </div>
        <Button
          size="xs"
          variant={shown ? 'light' : 'default'}
          onClick={onShow}
          aria-pressed={shown}
          aria-label={`Show ${name.toLowerCase()}`}
        >
          Show
        </Button>
      </Group>
      {document.status === 'pending' && mayReview && (
        <Group gap="xs" mt="sm">
          <Button size="xs" onClick={approve.open}>
            Approve
          </Button>
          <Button size="xs" variant="default" c="var(--bad)" onClick={reject.open}>
            Reject
          </Button>
        </Group>
      )}
      <ApproveForm id={document.id} name={name} opened={approving} onClose={approve.close} />
      <RejectForm id={document.id} name={name} opened={rejecting} onClose={reject.close} />
    </Card>
  )
}

const LABELS = { pending: 'To check', approved: 'Approved', rejected: 'Rejected' } as const

type FormProps = { readonly id: string; readonly name: string; readonly opened: boolean; readonly onClose: () => void }

function useDecision(decide: () => Promise<unknown>, message: string, onClose: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      told(message)
      onClose()
      return client.invalidateQueries({ queryKey: ['verifications'] })
    },
  })
}

function ApproveForm({ id, name, opened, onClose }: FormProps) {
  const [until, setUntil] = useState('')
  const decision = useDecision(() => approveDocument(id, until || undefined), `${name} approved.`, onClose)
  return (
    <Modal opened={opened} onClose={onClose} title={`Approve: ${name.toLowerCase()}`}>
      <Stack>
        <ProblemAlert error={decision.error} />
        <TextInput
          type="date"
          label="Valid until"
          description="As the paper says. Leave it empty when it says nothing."
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          A decision stands. If it was wrong, the customer has to send the paper again.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => decision.mutate()} loading={decision.isPending}>
            Approve for good
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const REASONS = ['It cannot be read.', 'A part of it is missing.', 'It is older than three months.', 'The name differs from the account’s.']

function RejectForm({ id, name, opened, onClose }: FormProps) {
  const [reason, setReason] = useState('')
  const decision = useDecision(() => rejectDocument(id, reason.trim()), `${name} rejected; the customer is told why.`, onClose)
  return (
    <Modal opened={opened} onClose={onClose} title={`Reject: ${name.toLowerCase()}`}>
      <Stack>
        <ProblemAlert error={decision.error} />
        <Textarea
          label="Reason, as the customer reads it"
          autosize
          minRows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group gap="xs">
          {REASONS.map((text) => (
            <Button key={text} size="compact-xs" variant="default" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="red" onClick={() => decision.mutate()} loading={decision.isPending} disabled={reason.trim().length < 3}>
            Reject for good
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
