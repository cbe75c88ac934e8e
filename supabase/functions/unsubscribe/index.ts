import { serve } from '../_shared/edge.ts'
import { unsubscribe } from '../_shared/unsubscribe.ts'

serve(unsubscribe)
