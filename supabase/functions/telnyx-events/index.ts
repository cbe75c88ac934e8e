import { serve } from '../_shared/edge.ts'
import { telnyxEvents } from '../_shared/events/telnyx.ts'

serve(telnyxEvents)
