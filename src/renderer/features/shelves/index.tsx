export { ShelfScreen } from './ShelfScreen.tsx'
export { ShelvesScreen } from './ShelvesScreen.tsx'
