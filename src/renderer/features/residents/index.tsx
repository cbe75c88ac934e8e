export { ResidentScreen } from './ResidentScreen.tsx'
export { ResidentsScreen } from './ResidentsScreen.tsx'
export { NewPersonScreen } from './NewPersonScreen.tsx'
