const FRENCH =
  'Les textes du programme n’ont pas pu être lus. Installez Lofts Desk de nouveau pour le réparer : rien de ce qui est enregistré n’est perdu.'
const ENGLISH =
  'The words of the program could not be read. Install Lofts Desk again to repair it: nothing that is saved is lost.'

/** Instead of the console when the words of neither language can be read: these stand in the first script itself. */
export const NoWords = () => (
  <main style={{ padding: '2rem' }}>
    <div className="stack" role="alert">
      <p lang="fr-CA">{FRENCH}</p>
      <p lang="en-CA">{ENGLISH}</p>
    </div>
  </main>
)
