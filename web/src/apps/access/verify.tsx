import { Loader, Stack, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { verifyEmail } from '../../api/access.ts'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'
import { ChoiceNote } from './choice-note.tsx'

const route = getRouteApi('/storefront/verify')

// A query, not an effect: the link works once, and a screen may be drawn twice.
const verification = (token: string) =>
  queryOptions({ queryKey: ['verification', token], queryFn: () => verifyEmail(token), staleTime: Number.POSITIVE_INFINITY, retry: false })

/** Where the link of the verification mail leads. */
export function Verify() {
  const { token } = route.useSearch()
  const { isPending, error } = useQuery({ ...verification(token ?? ''), enabled: Boolean(token) })
  if (!token || error) {
    return (
      <AccessCard title="This link does not work" footer={<AnchorLink to="/login">Back to sign in</AnchorLink>}>
        {error ? <ProblemAlert error={error} /> : <Text>The link is not complete. Copy the whole address from the mail.</Text>}
        <Text c="dimmed">Sign in with your password and we send you a new one.</Text>
      </AccessCard>
    )
  }
  if (isPending) {
    return (
      <AccessCard title="Confirming your address">
        <Loader aria-label="Confirming" />
      </AccessCard>
    )
  }
  return (
    <AccessCard title="Your address is confirmed">
      <Stack>
        <ChoiceNote />
        <ButtonLink to="/login">Sign in</ButtonLink>
      </Stack>
    </AccessCard>
  )
}
