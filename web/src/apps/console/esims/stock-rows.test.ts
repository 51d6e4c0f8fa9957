import { expect, test } from 'vitest'
import { readRows } from './stock-rows.ts'

test('pasted lines become rows, whatever stands between their cells; headings and empty lines are passed over', () => {
  const text = 'iccid,code\n8944538532008160222,LPA:1$smdp.example.com$A-1\r\n\n"89852245280001138065";"LPA:1$smdp.example.com$A-2"\n'
  expect(readRows(text)).toEqual([
    { iccid: '8944538532008160222', activationCode: 'LPA:1$smdp.example.com$A-1' },
    { iccid: '89852245280001138065', activationCode: 'LPA:1$smdp.example.com$A-2' },
  ])
})
