/** Words of the program's own as a list in SQL. */
export const sqlList = (words: readonly string[]): string => `(${words.map((word) => `'${word}'`).join(', ')})`

/** What a unit `alias` is called: its number, after its tower where another tower has the same one. */
export const unitName = (alias: string): string =>
  `CASE WHEN coalesce(${alias}.tower, '') <> '' AND EXISTS (SELECT 1 FROM units same WHERE same.building_id = ${alias}.building_id
     AND same.number = ${alias}.number AND same.id <> ${alias}.id AND same.deleted_at IS NULL)
   THEN ${alias}.tower || '-' || ${alias}.number ELSE ${alias}.number END`
