import { on } from '../../platform/events.ts'
import { userResumed, userSuspended } from '../../spine/access/index.ts'
import { switchDevicesOf } from './devices.ts'

export const handlers = [
  on(userSuspended, 'voice.suspend-devices', (tx, { payload: { userId } }) => switchDevicesOf(tx, userId, 'suspended')),
  on(userResumed, 'voice.resume-devices', (tx, { payload: { userId } }) => switchDevicesOf(tx, userId, 'active')),
]
