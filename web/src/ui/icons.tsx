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
export const SimIcon = draw('M5 3h6.5L15 6.5V17H5Z', 'M7.5 10h5v4.5h-5Z', 'M10 10v4.5')
export const CallLogIcon = draw(
  'M4.5 3h2.3l1.2 3.2-1.5 1.2a8.6 8.6 0 0 0 4.4 4.4l1.2-1.5 3.2 1.2v2.3a1.8 1.8 0 0 1-1.8 1.8C7.7 15.6 2.7 10.6 2.7 4.8A1.8 1.8 0 0 1 4.5 3Z',
  'M12.5 4.5h5',
  'M15 2v5',
)
export const ServerIcon = draw('M3.5 3.5h13v5h-13Z', 'M3.5 11.5h13v5h-13Z', 'M6.5 6h.1', 'M6.5 14h.1', 'M10 6h3.5', 'M10 14h3.5')
export const PackageIcon = draw('M10 2.8 16.5 6v8L10 17.2 3.5 14V6Z', 'M3.5 6 10 9.2 16.5 6', 'M10 9.2v8')
export const HandsetIcon = draw('M6 2.8h8v14.4H6Z', 'M9 14.7h2')
export const GlobeIcon = draw(
  'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4Z',
  'M2.8 10h14.4',
  'M10 2.8c2.2 2 3.2 4.4 3.2 7.2s-1 5.2-3.2 7.2c-2.2-2-3.2-4.4-3.2-7.2s1-5.2 3.2-7.2Z',
)
export const RouteIcon = draw(
  'M5 14.5a1.8 1.8 0 1 1 0 .1Z',
  'M13.2 5.5a1.8 1.8 0 1 1 0 .1Z',
  'M6.8 14.5h6a2.6 2.6 0 0 0 0-5.2H8a2 2 0 0 1 0-3.8h5',
)
export const TagIcon = draw('M3.5 3.5h6.2l7 7-6.2 6.2-7-7Z', 'M7 7h.1')
export const TicketIcon = draw('M3 6h14v2.6a1.5 1.5 0 0 0 0 2.8V14H3v-2.6a1.5 1.5 0 0 0 0-2.8Z', 'M12 6.5v1', 'M12 9.5v1', 'M12 12.5v1')
export const BellIcon = draw('M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.2 1.2H4.3Z', 'M8.5 17h3')
export const IdCardIcon = draw(
  'M2.8 4.5h14.4v11H2.8Z',
  'M7 7.6a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z',
  'M4.8 13.2c.4-1 1.2-1.5 2.2-1.5s1.8.5 2.2 1.5',
  'M11.5 8h3.5',
  'M11.5 11h3.5',
)
export const ActivityIcon = draw('M2.5 10.5h3.2l2.3-6 4 11 2.3-5h3.2')
export const ArchiveIcon = draw('M3 3.8h14v3.4H3Z', 'M4.2 7.2v9h11.6v-9', 'M8 10.2h4')
export const DatabaseIcon = draw(
  'M10 3c3.6 0 6 1 6 2.4S13.6 7.8 10 7.8 4 6.8 4 5.4 6.4 3 10 3Z',
  'M4 5.4v9.2C4 16 6.4 17 10 17s6-1 6-2.4V5.4',
  'M4 10c0 1.4 2.4 2.4 6 2.4s6-1 6-2.4',
)
export const FileTextIcon = draw('M5 2.8h6.5L15 6.3v10.9H5Z', 'M11.3 3v3.5H15', 'M7.5 10h5', 'M7.5 13h5')
export const PlayIcon = draw('M6.5 4.2 15.5 10l-9 5.8Z')
export const StopIcon = draw('M5.5 5.5h9v9h-9Z')
export const RefreshIcon = draw('M16 6.5A6.8 6.8 0 1 0 16.8 11', 'M16.5 3v4h-4')
export const TrashIcon = draw('M4 5.5h12', 'M8 5.5V3.5h4v2', 'M5.5 5.5 6.3 17h7.4l.8-11.5')
export const UploadIcon = draw('M10 13V4', 'M6.5 7.3 10 3.8l3.5 3.5', 'M3.5 16.5h13')
export const LockIcon = draw('M5 9h10v7.5H5Z', 'M7 9V6.5a3 3 0 0 1 6 0V9')
export const VoicemailIcon = draw('M6 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z', 'M14 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z', 'M6 13h8')
export const TerminalIcon = draw('M3 4h14v12H3Z', 'M6 8l2.5 2L6 12', 'M10 12.5h4')
export const UpIcon = draw('M5 12.5 10 7l5 5.5')
export const DownIcon = draw('M5 7.5 10 13l5-5.5')
export const PauseIcon = draw('M7 4.5v11', 'M13 4.5v11')
export const PencilIcon = draw('M4 16l.8-3.4L13.2 4.2l2.6 2.6-8.4 8.4Z', 'M11.6 5.8l2.6 2.6')
