/**
 * The console keeps nothing in the page. A library asks for session storage as soon as it is read, and the page would stand
 * still until Chromium has opened that store on the disk: it finds none, and goes on.
 */
Object.defineProperty(window, 'sessionStorage', { value: undefined })
