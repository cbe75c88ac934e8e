export { IncidentsScreen } from './IncidentsScreen.tsx'
