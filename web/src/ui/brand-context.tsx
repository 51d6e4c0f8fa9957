import { createContext, useContext } from 'react'

const BrandName = createContext('Linecard')

/** The name of the brand whose pages these are. */
export const BrandNameProvider = BrandName.Provider
export const useBrandName = (): string => useContext(BrandName)
