import { Box, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { documentLink, documentName, type VerificationDocument } from '../../../api/verifications.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'

/** An address of the paper lasts five minutes, so it is asked for once and again only when somebody wants to see it again. */
const LINK_MS = 240_000

/** The paper itself, as large as the page allows. */
export function DocumentViewer({ document }: { readonly document: VerificationDocument | undefined }) {
  const id = document?.id ?? ''
  const { data, error, refetch } = useQuery({
    queryKey: ['document-links', id],
    queryFn: () => documentLink(id),
    enabled: document !== undefined,
    staleTime: LINK_MS,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (!document) {
    return (
      <Section title="Viewer">
        <Text c="dimmed">Choose “Show” on a document. Every look is logged.</Text>
      </Section>
    )
  }
  const name = documentName(document.type)
  return (
    <Section title={name}>
      {error ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={480} role="status" aria-label="Loading" />
      ) : document.contentType === 'application/pdf' ? (
        <Box component="iframe" src={data.url} title={name} w="100%" h="70dvh" style={{ border: 0, borderRadius: 8, background: '#fff' }} />
      ) : (
        <Box component="img" src={data.url} alt={name} w="100%" style={{ borderRadius: 8 }} />
      )}
    </Section>
  )
}
