import { Box, Button, Code, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { beginTotp, confirmTotp } from '../../api/access.ts'
import { Copy } from '../../ui/copy.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

const sixDigits = (value: string) => (/^\d{6}$/.test(value.replaceAll(' ', '')) ? null : 'Enter the six digits the app shows.')

// One secret for one opening of the form, however often the screen is drawn.
const enrolment = queryOptions({
  queryKey: ['totp-enrolment'],
  queryFn: async () => {
    const [{ secret, uri }, { toString: draw }] = await Promise.all([beginTotp(), import('qrcode')])
    return { secret, picture: await draw(uri, { type: 'svg', margin: 0 }) }
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  retry: false,
})

/** The QR code for an authenticator app and the first code as proof; answers with the recovery codes. */
export function Enrolment({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const { data, error, refetch } = useQuery(enrolment)
  const form = useForm({ initialValues: { code: '' }, validate: { code: sixDigits } })
  const confirm = useMutation({ mutationFn: confirmTotp, onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) })
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  return (
    <form onSubmit={form.onSubmit((values) => confirm.mutate(values.code.replaceAll(' ', '')))} noValidate>
      <Stack gap="sm">
        <Text>Scan this with an authenticator app, then enter the code it shows.</Text>
        <Box w={192} h={192} p={12} bg="#ffffff" mx="auto" style={{ borderRadius: 8 }}>
          {data ? (
            <img src={`data:image/svg+xml;utf8,${encodeURIComponent(data.picture)}`} width={168} height={168} alt="QR code of the secret" />
          ) : (
            <Skeleton width={168} height={168} />
          )}
        </Box>
        <Group justify="center" gap={4} mih={28}>
          {data && (
            <>
              <Text size="sm" c="dimmed">
                Or type <Code aria-label="Secret">{data.secret}</Code>
              </Text>
              <Copy value={data.secret} label="Copy secret" />
            </>
          )}
        </Group>
        <ProblemAlert error={confirm.error} />
        <TextInput label="Code" inputMode="numeric" autoComplete="one-time-code" className="lc-figures" {...form.getInputProps('code')} />
        <Button type="submit" loading={confirm.isPending} disabled={!data}>
          Turn on
        </Button>
      </Stack>
    </form>
  )
}
