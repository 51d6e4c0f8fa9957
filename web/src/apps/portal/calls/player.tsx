import { ActionIcon, Button, Group, Slider, Text } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { PauseIcon, PlayIcon } from '../../../ui/icons.tsx'
import { toldProblem } from '../../../ui/toast.ts'
import { durationText } from './call-words.ts'

type PlayerProps = {
  readonly source: string
  readonly label: string
  readonly durationMs: number
  /** Told after three seconds of listening, or at the end of a shorter message. */
  readonly onHeard: (seconds: number) => void
}

const HEARD_SECONDS = 3
const SPEEDS = [1, 1.5, 2] as const
const SKIP_SECONDS = 5

/** Plays a message: Space plays and pauses, the arrows skip five seconds, the speed goes up to twice. */
export function Player({ source, label, durationMs, onHeard }: PlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const told = useRef(false)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1)
  const length = durationMs / 1_000
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed
  }, [speed])

  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(toldProblem)
    else element.pause()
  }
  const seek = (seconds: number) => {
    if (audio.current) audio.current.currentTime = Math.min(Math.max(0, seconds), length)
    setAt(seconds)
  }
  const heard = (seconds: number) => {
    setAt(seconds)
    if (told.current || seconds < Math.min(HEARD_SECONDS, length - 0.3)) return
    told.current = true
    onHeard(Math.max(seconds, Math.min(HEARD_SECONDS, length)))
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('[role="slider"], button')) return
    if (event.key === ' ') toggle()
    else if (event.key === 'ArrowRight') seek(at + SKIP_SECONDS)
    else if (event.key === 'ArrowLeft') seek(at - SKIP_SECONDS)
    else return
    event.preventDefault()
  }
  return (
    <Group gap="sm" wrap="nowrap" role="group" aria-label={label} tabIndex={0} onKeyDown={onKey}>
      {/* biome-ignore lint/a11y/useMediaCaption: a caller's message has no captions; its transcription stands beside it when there is one. */}
      <audio
        ref={audio}
        src={source}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={(event) => heard(event.currentTarget.currentTime)}
      />
      <ActionIcon size="lg" radius="xl" onClick={toggle} aria-label={playing ? 'Pause' : 'Play'}>
        {playing ? <PauseIcon size={16} /> : <PlayIcon size={16} />}
      </ActionIcon>
      <Slider
        flex={1}
        miw={60}
        min={0}
        max={Math.max(length, 1)}
        step={0.1}
        value={at}
        onChange={seek}
        label={(value) => durationText(value * 1_000)}
        thumbLabel={`Position in ${label}`}
      />
      <Text size="sm" c="dimmed" className="lc-figures" style={{ whiteSpace: 'nowrap' }}>
        {durationText(Math.max(at * 1_000, 1))} / {durationText(durationMs)}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Speed ${speed} times`}
        onClick={() => setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1)}
      >
        {speed}×
      </Button>
    </Group>
  )
}
