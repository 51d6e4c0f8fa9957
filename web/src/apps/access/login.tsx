import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { forgetSession, homeOf, whoIsHere } from '../session.ts'
import { readChoice } from '../storefront/choice.ts'
import { EnrolStep } from './enrol-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { TotpStep } from './totp-step.tsx'

const route = getRouteApi('/storefront/login')

/** Only a path of our own pages; “//evil.example” is another site. */
const ownPath = (next: string | undefined): string | undefined => (next && /^\/(?![/\\])/.test(next) ? next : undefined)

type Step = 'password' | 'totp-required' | 'totp-enrolment-required'

/** Signing in: password, then the second factor where one is due, then back to what the visitor came for. */
export function Login() {
  const { next } = route.useSearch()
  const [step, setStep] = useState<Step>('password')
  const client = useQueryClient()
  const router = useRouter()
  const enter = async () => {
    forgetSession(client)
    const me = await whoIsHere({ queryClient: client })
    if (!me) return setStep('password')
    const waiting = me.account && readChoice() ? '/checkout' : homeOf(me)
    const goal = ownPath(next) ?? waiting
    await router.navigate({ href: goal })
  }
  if (step === 'totp-required') return <TotpStep onDone={enter} />
  if (step === 'totp-enrolment-required') return <EnrolStep onDone={enter} />
  return <PasswordStep onAnswer={(status) => (status === 'signed-in' ? enter() : setStep(status))} />
}
