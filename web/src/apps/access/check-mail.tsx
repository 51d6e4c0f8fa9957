import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { sendVerification } from '../../api/access.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { told, toldProblem } from '../../ui/toast.ts'
import { AccessCard } from './access-card.tsx'
import { ChoiceNote } from './choice-note.tsx'

/** After signing up: where the link went, and another one if it got lost. */
export function CheckMail({ address }: { readonly address: string }) {
  const again = useMutation({
    mutationFn: () => sendVerification(address),
    onSuccess: () => told('We sent the mail again.'),
    onError: toldProblem,
  })
  return (
    <AccessCard title="Check your mail" footer={<AnchorLink to="/login">Back to sign in</AnchorLink>}>
      <Text>
        We sent a link to <strong>{address}</strong>. Open it within 24 hours to confirm the address; then sign in.
      </Text>
      <ChoiceNote />
      <Button variant="default" onClick={() => again.mutate()} loading={again.isPending}>
        Send it again
      </Button>
    </AccessCard>
  )
}
