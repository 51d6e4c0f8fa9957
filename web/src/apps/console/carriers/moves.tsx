import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TrunkMove, TrunkStatus } from '../../../api/carriers.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'

const MOVES: Readonly<Record<TrunkStatus, readonly TrunkMove[]>> = {
  testing: ['activate'],
  active: ['pause'],
  paused: ['activate', 'disable'],
  disabled: ['retest'],
}

const WORDS: Readonly<Record<TrunkMove, { label: string; done: string; warning?: string }>> = {
  activate: { label: 'Activate', done: 'Calls are taken now.' },
  pause: { label: 'Pause', done: 'No new calls are taken.', warning: 'New calls are refused at once. Calls that are up go on.' },
  disable: {
    label: 'Disable',
    done: 'Closed.',
    warning: 'It stays closed until it is tested again, and the carrier’s pages close with it.',
  },
  retest: { label: 'Test again', done: 'Back in testing.' },
}

type MovesProps = {
  readonly name: string
  readonly status: TrunkStatus
  readonly move: (move: TrunkMove) => Promise<unknown>
  readonly stale: readonly string[]
  readonly size?: 'xs' | 'sm'
}

/** What may be done with a carrier or a service in its state; what stops calls asks first. */
export function Moves({ name, status, move, stale, size = 'sm' }: MovesProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      {MOVES[status].map((one) => (
        <MoveButton key={one} name={name} one={one} move={move} stale={stale} size={size} />
      ))}
    </Group>
  )
}

type MoveButtonProps = Omit<MovesProps, 'status'> & { readonly one: TrunkMove }

function MoveButton({ name, one, move, stale, size = 'sm' }: MoveButtonProps) {
  const client = useQueryClient()
  const [asking, { open, close }] = useDisclosure()
  const { label, done, warning } = WORDS[one]
  const doing = useMutation({
    mutationFn: () => move(one),
    onSuccess: async () => {
      told(done)
      close()
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
    onError: (error) => {
      if (!warning) toldProblem(error)
    },
  })
  return (
    <>
      <Button
        size={size}
        variant={one === 'activate' ? 'filled' : 'default'}
        loading={doing.isPending && !asking}
        onClick={() => (warning ? open() : doing.mutate())}
        aria-label={`${label} ${name}`}
      >
        {label}
      </Button>
      <Modal opened={asking} onClose={close} title={`${label} ${name}?`}>
        <Stack>
          <Text>{warning}</Text>
          <ProblemAlert error={doing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep it
            </Button>
            <Button color="red" loading={doing.isPending} onClick={() => doing.mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
