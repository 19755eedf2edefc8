"""The table of points and the inspector of the selected ones.

Nothing here asks for "now" or stores anything: views render a `CityState`. Start reading at
`view` (the whole view), then `model` (its rows), `roster` (what is known of the points beforehand)
and `arrangement` (which rows are shown, in which order).
"""
