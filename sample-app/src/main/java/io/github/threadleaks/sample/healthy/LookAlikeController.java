// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.List;

import io.github.threadleaks.sample.web.Problems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists and starts the healthy look-alikes over HTTP.
 */
@RestController
@RequestMapping("/healthy")
final class LookAlikeController {

	private final LookAlikes lookAlikes;

	LookAlikeController(LookAlikes lookAlikes) {
		this.lookAlikes = lookAlikes;
	}

	@GetMapping
	List<LookAlikeView> list() {
		return this.lookAlikes.all().stream().map(this::view).toList();
	}

	@PostMapping("/{name}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	LookAlikeView play(@PathVariable String name, @RequestParam(defaultValue = "1") String times) {
		LookAlike lookAlike = this.lookAlikes.get(name);
		this.lookAlikes.play(lookAlike, Problems.wholeNumber("times", times, LookAlikes.MOST_ROUNDS));
		return view(lookAlike);
	}

	private LookAlikeView view(LookAlike lookAlike) {
		int rounds = this.lookAlikes.rounds(lookAlike);
		return new LookAlikeView(lookAlike.about().name(), lookAlike.about().description(), rounds > 0, rounds);
	}

}
