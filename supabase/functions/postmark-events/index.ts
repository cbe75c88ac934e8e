import { serve } from '../_shared/edge.ts'
import { postmarkEvents } from '../_shared/events/postmark.ts'

serve(postmarkEvents)
