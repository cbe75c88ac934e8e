import { serve } from '../_shared/edge.ts'
import { tryNotices } from '../_shared/tryNotices.ts'

serve(tryNotices)
