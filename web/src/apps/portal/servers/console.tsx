import { Box, Button, Group, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type Instance, openConsole } from '../../../api/instances.ts'
import { openSlug } from '../../../api/place.ts'
import { TerminalIcon } from '../../../ui/icons.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'

type Screen = { disconnect(): void; sendCtrlAltDel(): void }
type State = 'closed' | 'connecting' | 'open'

const addressOf = (path: string): string => {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${window.location.host}${path}${openSlug ? `&tenant=${openSlug}` : ''}`
}

/** The server's screen in the page: a ticket for one connection, then noVNC, which is loaded only here. */
export function ConsoleSection({ server }: { readonly server: Instance }) {
  const place = useRef<HTMLDivElement>(null)
  const screen = useRef<Screen | undefined>(undefined)
  const [state, setState] = useState<State>('closed')
  const [error, setError] = useState<unknown>()
  const [ended, setEnded] = useState(false)
  useEffect(() => () => screen.current?.disconnect(), [])

  const connect = async () => {
    setState('connecting')
    setError(undefined)
    setEnded(false)
    try {
      const [{ default: RFB }, ticket] = await Promise.all([import('@novnc/novnc'), openConsole(server.id)])
      if (!place.current) return
      const rfb = new RFB(place.current, addressOf(ticket.path), { shared: true, wsProtocols: ['binary'] })
      rfb.scaleViewport = true
      rfb.background = 'transparent'
      rfb.addEventListener('connect', () => {
        setState('open')
        rfb.focus()
      })
      rfb.addEventListener('disconnect', () => {
        screen.current = undefined
        setState('closed')
        setEnded(true)
      })
      screen.current = rfb
    } catch (failure) {
      setError(failure)
      setState('closed')
    }
  }

  const possible = server.lifecycle === 'active' && server.power === 'on' && server.holds.length === 0
  return (
    <Section
      title="Console"
      actions={
        state === 'open' && (
          <Group gap="xs">
            <StatusBadge status="connected" tone="good" />
            <Button size="xs" variant="default" onClick={() => screen.current?.sendCtrlAltDel()}>
              Ctrl-Alt-Del
            </Button>
            <Button size="xs" variant="default" onClick={() => screen.current?.disconnect()}>
              Disconnect
            </Button>
          </Group>
        )
      }
    >
      <ProblemAlert error={error} />
      {state !== 'open' && (
        <Group>
          <Button
            variant="default"
            leftSection={<TerminalIcon size={16} />}
            onClick={() => void connect()}
            loading={state === 'connecting'}
            disabled={!possible}
          >
            Open console
          </Button>
          <Text size="sm" c="dimmed">
            {ended
              ? 'The console was closed.'
              : possible
                ? 'Keyboard and screen, as if you stood in front of it.'
                : 'Only a running server has a console.'}
          </Text>
        </Group>
      )}
      <Box
        ref={place}
        role="group"
        aria-label={`Screen of ${server.name}`}
        mt={state === 'open' ? 0 : 'sm'}
        h={state === 'closed' ? 0 : { base: 260, sm: 420 }}
        style={{ overflow: 'hidden', background: state === 'closed' ? 'transparent' : '#12181c', borderRadius: 6 }}
      />
    </Section>
  )
}
