/**
 * Backends on disk: where they are searched, which jars each needs on which device, and opening
 * them behind a class loader of their own. The command line lists them with {@link
 * dev.rote.runner.plugin.PluginDiscovery}; a worker opens one with {@link
 * dev.rote.runner.plugin.Plugins}. Starts no process and loads no native code.
 */
package dev.rote.runner.plugin;
