export { ResidentScreen } from './ResidentScreen.tsx'
export { ResidentsScreen } from './ResidentsScreen.tsx'
