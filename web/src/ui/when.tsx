import { Text, type TextProps, Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'

const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const dateOnly = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const universal = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** “3 minutes ago”, “in 2 days”. */
function relativeTime(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size)
  if (!unit) return Math.abs(seconds) < 10 ? 'just now' : seconds < 0 ? 'less than a minute ago' : 'in less than a minute'
  return relative.format(Math.trunc(seconds / unit[1]), unit[0])
}

/** The current time, again every `everyMs`. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

type WhenProps = TextProps & { readonly at: string; readonly show?: 'relative' | 'date' | 'time' }

/** A moment: relative (or its date), with local and UTC time on hover and focus. */
export function When({ at, show = 'relative', ...text }: WhenProps) {
  const now = useNow(30_000)
  const moment = new Date(at)
  const label = show === 'relative' ? relativeTime(moment, now) : show === 'date' ? dateOnly.format(moment) : absolute.format(moment)
  return (
    <Tooltip label={`${absolute.format(moment)} · ${universal.format(moment)} UTC`}>
      <Text component="time" dateTime={at} inherit className="lc-figures" {...text}>
        {label}
      </Text>
    </Tooltip>
  )
}
