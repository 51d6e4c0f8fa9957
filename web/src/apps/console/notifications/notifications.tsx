import { Inbox } from '../../inbox/inbox.tsx'
import { useBase } from '../place.ts'

/** What staff are told. */
export function StaffNotifications() {
  return <Inbox base={useBase()} />
}
