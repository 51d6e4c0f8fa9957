import { Button, Code, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { apiKeysQuery, revokeApiKey } from '../../../api/access.ts'
import type { ApiKey, Me } from '../../../api/types.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { KeyIcon } from '../../../ui/icons.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { NewApiKey } from './new-api-key.tsx'

// People, keys, businesses, vendors and the machine are managed by persons only; the server refuses them to a key.
const PERSONS_ONLY = /^(access|user|api-key|tenant|provider|audit|mail|job):|^wallet:adjust$/

function Key({ apiKey }: { readonly apiKey: ApiKey }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      close()
      told('The key no longer works.')
      return client.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div>
        <Text fw={600}>{apiKey.name}</Text>
        <Text size="sm" c="dimmed" component="div">
          <Code>{apiKey.prefix}…</Code> made <When at={apiKey.createdAt} />, {apiKey.lastUsedAt ? <When at={apiKey.lastUsedAt} /> : 'never'}{' '}
          used
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={open} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
      <ConfirmTyped
        opened={opened}
        onClose={close}
        title="Revoke this key?"
        expected={apiKey.name}
        action="Revoke key"
        onConfirm={() => revoke.mutate()}
        pending={revoke.isPending}
        error={revoke.error}
      >
        Programs that use it are refused from now on.
      </ConfirmTyped>
    </Group>
  )
}

/** Keys for the customer's own programs. */
export function ApiKeys({ me }: { readonly me: Me }) {
  const [opened, { open, close }] = useDisclosure()
  const { data, error, refetch } = useQuery(apiKeysQuery)
  return (
    <Section
      title="API keys"
      actions={
        <Button size="xs" variant="default" onClick={open}>
          New API key
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={60} />}
      {data?.items.length === 0 && (
        <Empty icon={<KeyIcon size={28} />} title="No keys" text="With a key your own programs can do what these pages do." />
      )}
      {data && data.items.length > 0 && (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {data.items.map((apiKey) => (
            <Key key={apiKey.id} apiKey={apiKey} />
          ))}
        </Stack>
      )}
      <Modal opened={opened} onClose={close} title="New API key">
        <NewApiKey permissions={me.permissions.filter((permission) => !PERSONS_ONLY.test(permission))} onDone={close} />
      </Modal>
    </Section>
  )
}
