import { config } from 'zod';

/** Before any schema is made: the policy of the console lets no text become a program, and Zod would try. */
config({ jitless: true });
