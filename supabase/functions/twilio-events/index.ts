import { serve } from '../_shared/edge.ts'
import { twilioEvents } from '../_shared/events/twilio.ts'

serve(twilioEvents)
