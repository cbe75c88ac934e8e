import { serve } from '../_shared/edge.ts'
import { resendEvents } from '../_shared/events/resend.ts'

serve(resendEvents)
