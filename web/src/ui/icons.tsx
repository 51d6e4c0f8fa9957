import type { ReactNode } from 'react'

type IconProps = { readonly size?: number }
export type Icon = (props: IconProps) => ReactNode

/** Drawn on a 20 × 20 grid; decoration only, so whatever carries one must have a name of its own. */
const draw =
  (...paths: readonly string[]): Icon =>
  ({ size = 18 }) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flexShrink: 0 }}
    >
      {paths.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )

export const HomeIcon = draw('M3 9.5 10 3.5l7 6', 'M5 8.5V16.5h10V8.5', 'M8.5 16.5v-4h3v4')
export const PhoneIcon = draw(
  'M5 3h2.6l1.3 3.6-1.7 1.3a9.5 9.5 0 0 0 4.9 4.9l1.3-1.7L17 12.4V15a2 2 0 0 1-2 2C8.4 17 3 11.6 3 5a2 2 0 0 1 2-2Z',
)
export const MessageIcon = draw('M3.5 4.5h13v9h-7L6 16.5v-3H3.5Z', 'M6.5 8h7', 'M6.5 10.5h4')
export const WalletIcon = draw('M3 6.5A1.5 1.5 0 0 1 4.5 5H15v3', 'M3 6.5v9h14V8H4.5A1.5 1.5 0 0 1 3 6.5Z', 'M13.5 11.7h.1')
export const OrderIcon = draw('M5 2.8h10v14.4l-2.5-1.6-2.5 1.6-2.5-1.6L5 17.2Z', 'M8 7h4', 'M8 10h4')
export const ShieldIcon = draw('M10 2.8 16 5v4.5c0 3.6-2.4 6.4-6 7.7-3.6-1.3-6-4.1-6-7.7V5Z', 'M7.5 9.8l1.8 1.8 3.2-3.4')
export const SearchIcon = draw('M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z', 'M13 13l3.8 3.8')
export const PlusIcon = draw('M10 4v12', 'M4 10h12')
export const SunIcon = draw(
  'M10 6.7a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6Z',
  'M10 2v1.6',
  'M10 16.4V18',
  'M2 10h1.6',
  'M16.4 10H18',
  'M4.4 4.4l1.1 1.1',
  'M14.5 14.5l1.1 1.1',
  'M15.6 4.4l-1.1 1.1',
  'M5.5 14.5l-1.1 1.1',
)
export const MoonIcon = draw('M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z')
export const ScreenIcon = draw('M3 4h14v9H3Z', 'M7.5 16.5h5', 'M10 13v3.5')
export const LogOutIcon = draw('M8 3.5H4v13h4', 'M8.5 10H17', 'M13.8 6.8 17 10l-3.2 3.2')
export const UserIcon = draw('M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4Z', 'M3.8 16.8c.7-3 3.2-4.5 6.2-4.5s5.5 1.5 6.2 4.5')
export const UsersIcon = draw(
  'M7.5 4.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z',
  'M2.3 16c.5-2.6 2.5-3.9 5.2-3.9s4.7 1.3 5.2 3.9',
  'M13 4.6a2.6 2.6 0 0 1 0 4.9',
  'M14.7 12.4c1.6.5 2.7 1.7 3 3.6',
)
export const PlugIcon = draw('M7 3v3.5', 'M13 3v3.5', 'M5 6.5h10V9a5 5 0 0 1-10 0Z', 'M10 14v3')
export const MailIcon = draw('M3 4.8h14v10.4H3Z', 'M3.3 5.3 10 10.8l6.7-5.5')
export const ListIcon = draw('M7 5.5h10', 'M7 10h10', 'M7 14.5h10', 'M3.5 5.5h.1', 'M3.5 10h.1', 'M3.5 14.5h.1')
export const BookIcon = draw('M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11.5H5.5A1.5 1.5 0 0 0 4 16Z', 'M4 16a1.5 1.5 0 0 0 1.5 1.5H16', 'M7.5 6.8h5')
export const BuildingIcon = draw('M4 17V4.5L11 3v14', 'M11 8h5v9', 'M2.5 17h15', 'M7 7.5h1', 'M7 10.5h1', 'M7 13.5h1')
export const CopyIcon = draw('M7 7h9.5v9.5H7Z', 'M4 12.5V3.5h9')
export const CheckIcon = draw('M4 10.5l4 4 8-9')
export const AlertIcon = draw('M10 3.2 17.5 16.3H2.5Z', 'M10 8v3.8', 'M10 14h.1')
export const InfoIcon = draw('M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4Z', 'M10 9.3v4', 'M10 6.7h.1')
export const ClockIcon = draw('M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4Z', 'M10 6v4.3l2.8 1.7')
export const BackIcon = draw('M12 4.5 6.5 10l5.5 5.5')
export const ForwardIcon = draw('M8 4.5l5.5 5.5L8 15.5')
export const DownloadIcon = draw('M10 3.5v9', 'M6.5 9.2 10 12.7l3.5-3.5', 'M3.5 16.5h13')
export const SendIcon = draw('M3 10 17 3.5 12.5 17l-2.8-5.5Z', 'M9.7 11.5 17 3.5')
export const KeyIcon = draw('M7 9.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z', 'M9.6 10.5 16.5 3.5', 'M13.5 6.5l2.5 2.5')
