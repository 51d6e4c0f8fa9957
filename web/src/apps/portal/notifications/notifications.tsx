import { Inbox } from '../../inbox/inbox.tsx'

/** The customer's inbox and preferences. */
export function Notifications() {
  return <Inbox base="" />
}
