// A process for NetworkProcess that gives back what it was sent.
import { serve } from '../../server/src/model/serve';

serve((sent: unknown) => Promise.resolve(sent));
