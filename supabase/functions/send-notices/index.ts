import { serve } from '../_shared/edge.ts'
import { sendNotices } from '../_shared/sendNotices.ts'

serve(sendNotices)
