// Modules that only the bundler knows, such as style sheets.

/// <reference types="vite/client" />
