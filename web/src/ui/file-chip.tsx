import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { sizeText } from '../api/uploads.ts'
import { FileTextIcon } from './icons.tsx'
import { toldProblem } from './toast.ts'

type FileChipProps = {
  readonly name: string
  readonly bytes: number
  /** Asks for an address that works for a few minutes. */
  readonly link: () => Promise<{ readonly url: string }>
}

/** A file that opens beside the page, under an address made when it is asked for. */
export function FileChip({ name, bytes, link }: FileChipProps) {
  const open = useMutation({
    mutationFn: link,
    onSuccess: ({ url }) => window.open(url, '_blank', 'noopener'),
    onError: toldProblem,
  })
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<FileTextIcon size={14} />}
      onClick={() => open.mutate()}
      loading={open.isPending}
      maw="100%"
    >
      <span className="lc-truncate" style={{ lineHeight: 1.5 }}>
        {name} · {sizeText(bytes)}
      </span>
    </Button>
  )
}
