import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		// Our own components use runes only; libraries may still be written the older way.
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	},
	kit: {
		adapter: adapter({ out: process.env.BUILD_OUT ?? 'build' }),
		// One prerendered shell boots at any address, so its links to the chunks start at the root.
		paths: { relative: false },
		// Registered by phone/pwa through workbox-window, which knows about waiting updates.
		serviceWorker: { register: false },
		csp: {
			// The shell is a file: a nonce would be the same for everyone, so its one inline script goes by hash.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// The hash is the style attribute of SvelteKit's page announcer; no other inline style is let in.
				'style-src': ['self', 'unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				// Left out of the shell's meta tag, where it has no effect; headers say it there.
				'frame-ancestors': ['none'],
				// Text never becomes code: only the framework's own templates and our two workers' addresses pass.
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'service-worker-url', 'mirror-worker-url']
			}
		}
	}
};
