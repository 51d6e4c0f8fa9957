import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink, type NavLinkProps } from '@mantine/core'
import { createLink, Link } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Native<Own> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { readonly ref?: Ref<HTMLAnchorElement> }

const PlainAnchor = (props: AnchorProps & Native<AnchorProps>) => <Anchor {...props} />
const PlainButton = (props: ButtonProps & Native<ButtonProps>) => <Button component="a" {...props} />
const PlainNav = (props: NavLinkProps & Native<NavLinkProps>) => (
  <NavLink component="a" {...props} className={`lc-nav ${props.className ?? ''}`} />
)

/** Links to screens of this app, typed by its routes. */
export const AnchorLink = createLink(PlainAnchor)
export const ButtonLink = createLink(PlainButton)
export const NavigationLink = createLink(PlainNav)

export { Link }

/** Where a row, a command or a menu entry leads: a route, its parameters, its search. */
export type Target = {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, string>>
}
