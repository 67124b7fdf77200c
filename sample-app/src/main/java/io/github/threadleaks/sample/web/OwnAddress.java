// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.net.URI;
import java.util.Set;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where this service can reach itself over HTTP, once it is running.
 */
@Component
public class OwnAddress {

	private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::");

	private final Environment environment;

	OwnAddress(Environment environment) {
		this.environment = environment;
	}

	public URI resolve(String path) {
		String address = this.environment.getProperty("server.address", "127.0.0.1");
		String host = EVERY_INTERFACE.contains(address) ? "127.0.0.1" : address;
		return URI.create("http://" + host + ":" + this.environment.getRequiredProperty("local.server.port") + path);
	}

}
