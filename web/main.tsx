import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queries } from './api/queries.ts';
import { router } from './app/router.tsx';
import { language, speak } from './kit/language.ts';
import './kit/style.css';
// What nearly every page draws comes with the first: by itself each would be one more file to wait for.
import './kit/exact.tsx';
import './kit/goods.tsx';
import './kit/organisation.tsx';
import './kit/tender-parts.tsx';
import './kit/tender-status.tsx';
import './kit/values.tsx';
import { resume } from './session/resume.ts';

speak(language.get());
// Words of the API come in the language that was asked for.
language.follow(() => queries.invalidateQueries());
void resume();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
