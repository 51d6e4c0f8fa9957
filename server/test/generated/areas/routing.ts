import type { Area } from './area.ts'

/** Its rows come with those of carriers. */
export const routing: Area = {
  tables: { 'routing-plans': 'routing_plan' },
  bodies: {
    'POST /routing-plans/:id/settings': { name: 'X' },
    'PUT /routing-plans/:id/routes': { routes: [] },
  },
}
