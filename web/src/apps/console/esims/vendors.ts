/** The suppliers of eSIMs that can be talked to. */
export const VENDORS = [
  { value: 'telna', label: 'Telna' },
  { value: 'esimaccess', label: 'eSIM Access' },
]

export const vendorName = (vendor: string): string => VENDORS.find(({ value }) => value === vendor)?.label ?? vendor
