/** Codes that the tests scan: shapes and check digits as the carriers publish them, none of a real parcel. */
export const UPS = '1Z999AA10123456784'
export const FEDEX_12 = '779017972697'
/** The long barcode of the same FedEx parcel. */
export const FEDEX_34 = '1001921334250001000300779017972697'
export const CANADA_POST = '0073938000549297'
/** Valid for Purolator and for FedEx alike. */
export const AMBIGUOUS = '287809468872'
export const amazon = (n: number): string => `TBA${String(300_000_000_000 + n * 7919)}`
