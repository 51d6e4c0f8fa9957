import { Button, Card, FileButton, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type DocumentType,
  documentLink,
  documentName,
  eitherOf,
  openVerification,
  sendDocument,
  type VerificationDocument,
  type VerificationRow,
} from '../../../api/verifications.ts'
import { FileChip } from '../../../ui/file-chip.tsx'
import { UploadIcon } from '../../../ui/icons.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'

type PurposeProps = {
  readonly purpose: { readonly purpose: string; readonly title: string; readonly requirements: readonly (readonly DocumentType[])[] }
  readonly found: VerificationRow | undefined
}

const SAID = {
  not_started: 'Send the papers below to begin.',
  pending: 'We have your papers and look at them.',
  verified: 'Your papers are in order.',
  rejected: 'We could not accept everything. See why, and send it again.',
  expired: 'Your verification is over. Send new papers.',
} as const

/** One purpose: what is needed, what was sent, what became of it. */
export function Purpose({ purpose, found }: PurposeProps) {
  const status = found?.status ?? 'not_started'
  return (
    <Section title={purpose.title} actions={<StatusBadge status={status} />}>
      <Stack gap="md">
        <Text c="dimmed">
          {SAID[status]}
          {found?.verifiedUntil && status === 'verified' && (
            <>
              {' '}
              They hold until <When at={found.verifiedUntil} show="date" span />.
            </>
          )}
        </Text>
        {status === 'rejected' && found && (
          <Notice tone="bad" title="What to do again">
            {found.reasons.map(({ type, reason }) => (
              <Text key={type} size="sm">
                <strong>{documentName(type)}:</strong> {reason}
              </Text>
            ))}
          </Notice>
        )}
        {purpose.requirements.map((group) => (
          <Requirement key={group.join()} purpose={purpose.purpose} group={group} found={found} />
        ))}
      </Stack>
    </Section>
  )
}

type RequirementProps = { readonly purpose: string; readonly group: readonly DocumentType[]; readonly found: VerificationRow | undefined }

function Requirement({ purpose, group, found }: RequirementProps) {
  const documents = found?.documents.filter(({ type }) => group.includes(type)) ?? []
  const open = found?.status !== 'verified' && !documents.some(({ status }) => status !== 'rejected')
  return (
    <Card padding="sm" withBorder>
      <Stack gap="xs">
        <Text fw={600}>{eitherOf(group)}</Text>
        {documents.map((document) => (
          <Sent key={document.id} document={document} />
        ))}
        {open && <Send purpose={purpose} group={group} caseId={found?.id} />}
      </Stack>
    </Card>
  )
}

function Sent({ document }: { readonly document: VerificationDocument }) {
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="xs" miw={0}>
        <StatusBadge
          status={document.status === 'approved' ? 'ok' : document.status}
          label={document.status === 'approved' ? 'Accepted' : document.status === 'rejected' ? 'Not accepted' : 'Being checked'}
        />
        <FileChip name={document.name} bytes={document.bytes} link={() => documentLink(document.id)} />
      </Group>
      <Text size="xs" c="dimmed" component="div">
        <When at={document.uploadedAt} />
      </Text>
    </Group>
  )
}

function Send({
  purpose,
  group,
  caseId,
}: {
  readonly purpose: string
  readonly group: readonly DocumentType[]
  readonly caseId: string | undefined
}) {
  const client = useQueryClient()
  const [type, setType] = useState<DocumentType>(group[0] as DocumentType)
  const send = useMutation({
    mutationFn: async (file: File) => sendDocument(caseId ?? (await openVerification(purpose)).id, type, file),
    onSuccess: () => {
      told('We have it. You hear from us.')
      return client.invalidateQueries({ queryKey: ['verifications'] })
    },
    onError: toldProblem,
  })
  return (
    <Group gap="xs" align="flex-end">
      {group.length > 1 && (
        <Select
          label="Which one"
          data={group.map((value) => ({ value, label: documentName(value) }))}
          value={type}
          onChange={(value) => value && setType(value as DocumentType)}
          allowDeselect={false}
        />
      )}
      <FileButton onChange={(file) => file && send.mutate(file)} accept="application/pdf,image/jpeg,image/png">
        {(props) => (
          <Button {...props} leftSection={<UploadIcon size={16} />} loading={send.isPending}>
            Choose {documentName(type).toLowerCase()}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        PDF, JPEG or PNG, at most 10 MB
      </Text>
    </Group>
  )
}
