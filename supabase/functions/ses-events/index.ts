import { serve } from '../_shared/edge.ts'
import { makeSesEvents } from '../_shared/events/ses.ts'

serve(makeSesEvents())
