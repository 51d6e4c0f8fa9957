import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { Button, ScrollArea, Stack, Table } from '@mantine/core'
import { useState } from 'react'
import type { Overview } from '../../../api/types.ts'
import { moneyText } from '../../../ui/money-text.ts'

type Daily = Overview['daily']

/** Thirty days of revenue and cost, as a picture or as a table. */
export function RevenueChart({ daily, currency }: { readonly daily: Daily; readonly currency: string }) {
  const [asTable, setAsTable] = useState(false)
  // A picture has no room for millionths; its points are for drawing only, the table below keeps the exact amounts.
  const points = daily.map((day) => ({ date: day.date.slice(5), Revenue: Number(day.revenue), Cost: Number(day.cost) }))
  return (
    <Stack gap="xs">
      {asTable ? (
        <DailyTable daily={daily} currency={currency} />
      ) : (
        <AreaChart
          h={240}
          data={points}
          dataKey="date"
          withLegend
          curveType="linear"
          withDots={false}
          series={[
            { name: 'Revenue', color: 'brand.8' },
            { name: 'Cost', color: 'gray.6' },
          ]}
          valueFormatter={(value) => moneyText({ currency, amount: value.toFixed(2) }, 'cents')}
        />
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => setAsTable(!asTable)} w="fit-content">
        {asTable ? 'Show as a chart' : 'Show as a table'}
      </Button>
    </Stack>
  )
}

function DailyTable({ daily, currency }: { readonly daily: Daily; readonly currency: string }) {
  return (
    <ScrollArea h={240}>
      <Table aria-label="Revenue and cost by day">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day</Table.Th>
            <Table.Th ta="right">Revenue</Table.Th>
            <Table.Th ta="right">Cost</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...daily].reverse().map((day) => (
            <Table.Tr key={day.date}>
              <Table.Td>{day.date}</Table.Td>
              <Table.Td ta="right">{moneyText({ currency, amount: day.revenue }, 'exact')}</Table.Td>
              <Table.Td ta="right">{moneyText({ currency, amount: day.cost }, 'exact')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}
