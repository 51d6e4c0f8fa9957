import { Button, FileButton, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { sendTicketFile, type TicketFile } from '../../api/tickets.ts'
import { sizeText } from '../../api/uploads.ts'
import { UploadIcon } from '../../ui/icons.tsx'
import { toldProblem } from '../../ui/toast.ts'

const ACCEPTED = 'application/pdf,image/png,image/jpeg,image/gif,image/webp,text/plain'

type FilesInputProps = {
  readonly ticketId: string
  readonly files: readonly TicketFile[]
  readonly onAdd: (file: TicketFile) => void
}

/** Sends files at once and names those that wait for the answer they belong to. */
export function FilesInput({ ticketId, files, onAdd }: FilesInputProps) {
  const send = useMutation({
    mutationFn: (file: File) => sendTicketFile(ticketId, file),
    onSuccess: (file) => onAdd(file as TicketFile),
    onError: toldProblem,
  })
  return (
    <Group gap="xs">
      <FileButton onChange={(file) => file && send.mutate(file)} accept={ACCEPTED}>
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<UploadIcon size={14} />} loading={send.isPending}>
            Attach a file
          </Button>
        )}
      </FileButton>
      {files.map((file) => (
        <Text key={file.id} size="xs" c="dimmed">
          {file.name} ({sizeText(file.bytes)})
        </Text>
      ))}
    </Group>
  )
}
