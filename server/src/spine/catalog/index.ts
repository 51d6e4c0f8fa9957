export { offeringArchived, offeringCreated, offeringPublished } from './events.ts'
export { type Offering, OfferingId, type OfferingStatus } from './offering.ts'
export { archiveOffering, createOffering, findOffering, listOfferings, type NewOffering, publishOffering } from './service.ts'
